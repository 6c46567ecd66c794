/** Writes `cli.js`, its chunks in `cli/`, and the licences of all that is bundled, to `outdir`; answers its path. */
export declare function bundleCli(outdir: string): Promise<string>;
