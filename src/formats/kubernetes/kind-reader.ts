import type * as z from 'zod';
import type { FeatureGates } from '../../model/index.ts';
import { checkShape } from '../check-shape.ts';
import type { Finding } from '../finding.ts';
import type { InputsDraft } from '../inputs.ts';
import type { JobSource } from '../manifests/job-kind.ts';
import type { JobManifest } from '../manifests/job-manifest.ts';
import type { Path } from '../path.ts';

/** What a reader of one kind may use besides the object. */
export interface KindContext {
  readonly gates: FeatureGates;
  /** Where in its document the object stands. */
  readonly path: Path;
  readonly inputs: InputsDraft;
  /**
   * Takes a name (`ns/name` where there is a namespace) for an object of this kind; false, and a mistake told, if another
   * object of any file has it.
   */
  claim(name: string): boolean;
  /** Tells a mistake or a warning; its path starts at the document's root. */
  report(finding: Finding): void;
  /** Adds a job; its place in the file is filled in. */
  addJob(job: Omit<JobManifest, 'place'>): void;
  /** Adds a job as it was written; what Kueue makes of it is worked out when everything has been read. */
  addJobObject(source: JobSource): void;
  /** Keeps an object whole, so that jobs can be told to use it: a Workload made beforehand, a training runtime. */
  keep(object: unknown): void;
}

/** Reads the objects of one kind. Adding a kind is one of these and one line in `kind-readers.ts`. */
export interface KindReader {
  readonly kind: string;
  readonly apiVersions: readonly string[];
  /** Checks an object and adds what it says to the inputs. */
  read(value: unknown, context: KindContext): void;
}

/** A {@link KindReader} from a schema and what to do with an object that has its shape. */
export function kindReader<T>(definition: {
  readonly kind: string;
  readonly apiVersions: readonly string[];
  readonly schema: z.ZodType<T>;
  readonly add: (value: T, context: KindContext) => void;
}): KindReader {
  const { kind, apiVersions, schema, add } = definition;
  return {
    kind,
    apiVersions,
    read(value, context) {
      const checked = checkShape(schema, value, context.path);
      if (checked.isValid) add(checked.value, context);
      else for (const finding of checked.findings) context.report(finding);
    },
  };
}

/** A reader that also keeps every sound object whole, so that jobs can be told to use it. */
export function keptWhole(reader: KindReader): KindReader {
  return {
    ...reader,
    read(value, context) {
      let isSound = true;
      const report = (finding: Finding): void => {
        if (finding.severity === 'error') isSound = false;
        context.report(finding);
      };
      reader.read(value, { ...context, report });
      if (isSound) context.keep(value);
    },
  };
}
