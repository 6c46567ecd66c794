/** One `Key=Value` of a line. */
export interface ConfField {
  /** As written; keys are the same in any case. */
  readonly key: string;
  readonly value: string;
  /** Where in the text the key and the value start. */
  readonly keyOffset: number;
  readonly valueOffset: number;
}

/** A line of a Slurm configuration file that says something. */
export interface ConfLine {
  readonly fields: readonly ConfField[];
  /** Offset of what is no `Key=Value`, if anything. */
  readonly strayOffset?: number;
  /** Text of the comment line right above. */
  readonly comment?: string;
}

const FIELD = /\s*(?:(\w+)\s*=\s*(?:"([^"]*)"|([^\s"]+))(?=\s|$))/y;

/**
 * The lines of a Slurm configuration file: `Key=Value` pairs, values in double quotes or without spaces; `#` starts a
 * comment, a backslash at the end of a line goes on in the next (slurm.conf(5), topology.conf(5)).
 */
export function readConfLines(text: string): ConfLine[] {
  // Joined lines keep their length, so that offsets stay those of the file.
  const joined = text.replace(/\\(\r?\n)/g, (all) => ' '.repeat(all.length));
  const lines: ConfLine[] = [];
  let start = 0;
  let comment: string | undefined;
  for (const raw of joined.split('\n')) {
    const hash = raw.indexOf('#');
    const content = hash < 0 ? raw : raw.slice(0, hash);
    const isBlank = content.trim() === '';
    if (!isBlank) lines.push({ ...readFields(content, start), ...(comment === undefined ? {} : { comment }) });
    comment = isBlank && hash >= 0 ? raw.slice(hash + 1).trim() : undefined;
    start += raw.length + 1;
  }
  return lines;
}

function readFields(content: string, start: number): Pick<ConfLine, 'fields' | 'strayOffset'> {
  const fields: ConfField[] = [];
  let at = 0;
  while (content.slice(at).trim() !== '') {
    FIELD.lastIndex = at;
    const match = FIELD.exec(content);
    if (match === null) return { fields, strayOffset: start + at + content.slice(at).search(/\S/) };
    const [whole, key = '', quoted, bare] = match;
    const value = quoted ?? bare ?? '';
    const end = match.index + whole.length;
    const valueOffset = start + end - value.length - (quoted === undefined ? 0 : 1);
    fields.push({ key, value, keyOffset: start + match.index + whole.search(/\S/), valueOffset });
    at = end;
  }
  return { fields };
}
