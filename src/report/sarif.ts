import type { Problem } from '../base/index.ts';
import { jsonText } from './escape.ts';

/** A problem or a lint's finding, as code hosts show it. */
export interface SarifResult extends Omit<Problem, 'code'> {
  readonly code: string;
}

/** What a code means, for the help beside a result. */
export interface SarifRule {
  readonly code: string;
  readonly severity: Problem['severity'];
  /** One sentence. */
  readonly description: string;
  /** More than that; Markdown. */
  readonly help: string;
}

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
/** Files are named relative to where the command ran. */
const ROOT = '%SRCROOT%';

/**
 * Results as a SARIF 2.1.0 log, which code hosts show beside the lines of a change.
 *
 * @param rules those of all results, and others
 * @param tool the version of hopwise, and a page about the codes
 */
export function sarif(
  results: readonly SarifResult[],
  rules: readonly SarifRule[],
  tool: { readonly version: string; readonly informationUri?: string },
): string {
  const indices = new Map(rules.map(({ code }, index) => [code, index]));
  const driver = { name: 'hopwise', ...tool, rules: rules.map(ruleObject) };
  const run = {
    tool: { driver },
    columnKind: 'utf16CodeUnits',
    results: results.map((result) => resultObject(result, indices.get(result.code))),
  };
  return jsonText({ $schema: SCHEMA, version: '2.1.0', runs: [run] });
}

function ruleObject({ code, severity, description, help }: SarifRule): object {
  return {
    id: code,
    shortDescription: { text: description },
    help: { text: help, markdown: help },
    defaultConfiguration: { level: severity },
  };
}

function resultObject({ file, line, column, code, severity, field, message }: SarifResult, ruleIndex?: number): object {
  const region = line > 0 ? { region: { startLine: line, startColumn: Math.max(1, column) } } : {};
  const physicalLocation = { artifactLocation: artifact(file), ...region };
  const logical = field === '' ? {} : { logicalLocations: [{ fullyQualifiedName: field }] };
  return {
    ruleId: code,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: severity,
    message: { text: field === '' ? message : `${field}: ${message}` },
    locations: [{ physicalLocation, ...logical }],
  };
}

/** Each part of a path as it may stand in a URI; standard input has a name of its own. */
function artifact(file: string): object {
  const name = file === '-' ? 'stdin' : file.replace(/^(?:\.\/)+/, '');
  const uri = name.split('/').map(encodeURIComponent).join('/');
  return name.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: ROOT };
}
