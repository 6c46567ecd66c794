import { type Place, type Problem, printable } from '../base/index.ts';
import { type InputDocument, placesOf } from './documents/input-document.ts';
import { type Finding, mistake } from './finding.ts';
import type { DocumentPath } from './located-object.ts';

/** A name that was taken, and where it stands. */
interface Claim extends DocumentPath {
  readonly kind: string;
  readonly name: string;
}

/** Names that things of all files have taken, by kind. */
export class ClaimedNames {
  readonly #claims = new Map<string, Claim>();
  readonly #claimsOf = new Map<InputDocument, Claim[]>();
  /** What gives way to others of its name tells no mistake. */
  #replacing: ReadonlySet<string> = new Set();
  /** Whose name each mistake asks for. */
  readonly #first = new WeakMap<Finding, Claim>();
  readonly #places = new Map<InputDocument, ReadonlyMap<Claim, Place>>();

  /** Takes a name; false if another thing of its kind has it. That is a mistake, unless the other one replaces it. */
  take(claim: Claim, report: (finding: Finding) => void): boolean {
    const key = `${claim.kind} ${claim.name}`;
    const first = this.#claims.get(key);
    if (first === undefined) {
      this.#claims.set(key, claim);
      const known = this.#claimsOf.get(claim.document);
      if (known === undefined) this.#claimsOf.set(claim.document, [claim]);
      else known.push(claim);
      return true;
    }
    if (this.#replacing.has(key)) return false;
    const finding = mistake('duplicate', claim.path, duplicateText(first, ''));
    this.#first.set(finding, first);
    report(finding);
    return false;
  }

  /** The names that are taken now replace what follows. */
  replaceWhatFollows(): void {
    this.#replacing = new Set(this.#claims.keys());
  }

  /** A problem with a name that was taken tells also where; others are as they were. To be asked at a document's end. */
  withFirstPlace(problem: Problem, finding: Finding | undefined): Problem {
    const first = finding === undefined ? undefined : this.#first.get(finding);
    if (first === undefined) return problem;
    const { file, line } = this.#placesIn(first.document).get(first) as Place;
    return { ...problem, message: duplicateText(first, `, at ${printable(file)}:${line}`) };
  }

  /** All of a document at once: one pass over its text. */
  #placesIn(document: InputDocument): ReadonlyMap<Claim, Place> {
    const known = this.#places.get(document);
    if (known !== undefined) return known;
    const claims = this.#claimsOf.get(document) ?? [];
    const located = placesOf(document, claims);
    const places = new Map(claims.map((claim, index) => [claim, located[index] as Place]));
    this.#places.set(document, places);
    return places;
  }
}

function duplicateText({ kind, name }: Claim, where: string): string {
  return `the ${kind} "${name}" was given before${where}; keep one of the two`;
}
