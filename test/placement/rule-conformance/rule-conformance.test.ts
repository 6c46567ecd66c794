import { describe, expect, it } from 'vitest';
import {
  firstFitRule,
  PLACEMENT_RULE_NAMES,
  type PlacementContext,
  type PlacementRule,
  type PodSetPlacement,
  type PodSetRequest,
  placementRule,
  ruleConformance,
} from '../../../src/placement/index.ts';
import { emptyContext } from '../rule-context.ts';

describe.each(PLACEMENT_RULE_NAMES)('the placement rule %s', (name) => {
  for (const { name: law, check } of ruleConformance(placementRule(name))) it(law, check);
});

type Place = PlacementRule['place'];
const firstFit: Place = firstFitRule().place;

/** First fit that sees other requests than were made. */
function asking(change: (request: PodSetRequest) => PodSetRequest): Place {
  return (snapshot, requests, context) => firstFit(snapshot, requests.map(change), context);
}

/** First fit with other answers than it gives, told to the context. */
function answering(change: (placement: PodSetPlacement) => PodSetPlacement): Place {
  return (snapshot, requests, context: PlacementContext) => {
    const placements = firstFit(snapshot, requests, emptyContext()).map(change);
    for (const placement of placements) {
      const request = requests.find(({ podSet }) => podSet === placement.podSet);
      if (placement.state === 'placed' && request) context.assumed.add(placement.assignment, request.requests);
    }
    return placements;
  };
}

function withDomains(placement: PodSetPlacement, change: (count: number, i: number) => number): PodSetPlacement {
  if (placement.state === 'rejected') return placement;
  const { assignment } = placement;
  const domains = assignment.domains.map(({ values, count }, i) => ({ values, count: change(count, i) }));
  return { ...placement, assignment: { ...assignment, domains } };
}

let calls = 0;

describe('a rule that breaks a law is found out', () => {
  it.each<[law: RegExp, place: Place]>([
    [/room for/, asking((request) => ({ ...request, requests: new Map([['cpu', 1n]]) }))],
    [
      /may not use/,
      asking((request) => ({ ...request, template: { spec: { tolerations: [{ operator: 'Exists' }] } } })),
    ],
    [
      /all pods of a group or none/,
      answering((placement) => withDomains(placement, (count, i) => (i === 0 ? count + 1 : count))),
    ],
    [
      /require a level/,
      asking((request) =>
        request.topologyRequest?.required ? { ...request, topologyRequest: { unconstrained: true } } : request,
      ),
    ],
    [
      /slices whole/,
      asking(({ topologyRequest = {}, ...request }) => ({
        ...request,
        topologyRequest: topologyRequest.required ? { required: topologyRequest.required } : { unconstrained: true },
      })),
    ],
    [
      /message with every refusal/,
      answering((placement) => (placement.state === 'rejected' ? { ...placement, message: ' ' } : placement)),
    ],
    [/tells the context/, (snapshot, requests) => firstFit(snapshot, requests, emptyContext())],
    [
      /same question the same way/,
      (...question) => placementRule(calls++ % 2 === 0 ? 'first-fit' : 'spread').place(...question),
    ],
    [
      /leaves the snapshot/,
      (snapshot, requests, context) => {
        const placements = firstFit(snapshot, requests, context);
        snapshot.addUsage([snapshot.domains.leafIds[0] as string], new Map([['cpu', 1n]]), 1);
        return placements;
      },
    ],
    [
      /one pod on an idle cluster/,
      (_, requests) =>
        requests.slice(0, 1).map(({ podSet }) => ({ podSet, state: 'rejected', reason: 'not-fit', message: 'never' })),
    ],
  ])('%s', (law, place) => {
    const broken = ruleConformance({ name: 'broken', place }).filter(({ check }) => {
      try {
        check();
        return false;
      } catch {
        return true;
      }
    });
    expect(broken.map(({ name }) => name)).toContainEqual(expect.stringMatching(law));
  });

  it('with the rule, the question and what is wrong in the message', () => {
    const place = answering((placement) =>
      placement.state === 'rejected' ? { ...placement, message: '' } : placement,
    );
    const law = ruleConformance({ name: 'silent', place }).find(({ name }) => name.includes('message'));
    expect(() => law?.check()).toThrow(/^placement rule "silent", question \d+: the refusal of \w+ has no message$/);
  });
});
