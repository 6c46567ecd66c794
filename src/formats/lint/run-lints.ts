import { type InputDocument, placesOf } from '../documents/input-document.ts';
import { fieldText } from '../path.ts';
import type { LintContext } from './lint-context.ts';
import type { LintFinding, LintPlace, LintRule } from './lint-rule.ts';

/** A place and the rule that named it. */
interface Found extends LintPlace {
  readonly rule: LintRule;
}

/** What these rules find, in the order of rules; places are looked up once for each document. */
export function runLints(rules: readonly LintRule[], context: LintContext): LintFinding[] {
  const found = new Map<InputDocument, Found[]>();
  for (const rule of rules) {
    for (const place of rule.check(context)) {
      const known = found.get(place.at.document);
      if (known === undefined) found.set(place.at.document, [{ ...place, rule }]);
      else known.push({ ...place, rule });
    }
  }
  return [...found].flatMap(([document, places]) => placed(document, places));
}

function placed(document: InputDocument, places: readonly Found[]): LintFinding[] {
  const spots = places.map(({ at: { path }, isKey = false }) => ({ path, isKey }));
  const located = placesOf(document, spots);
  return places.map(({ rule, at, reason, mend }, index) => {
    const { file, line, column } = located[index] ?? document.start;
    const { code, severity } = rule;
    return { file, line, column, code, severity, field: fieldText(at.path), reason, mend };
  });
}
