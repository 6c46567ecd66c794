export interface Namespace {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
}
