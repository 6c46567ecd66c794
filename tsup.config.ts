import type { Options } from 'tsup';

const rooms = ['model', 'topology', 'placement', 'quota', 'scheduler', 'analysis', 'formats', 'report'];

/** The library. The command line is bundled apart, with its dependencies in it, by scripts/bundle-cli.mjs. */
const options: Options = {
  entry: {
    index: 'src/index.ts',
    ...Object.fromEntries(rooms.map((room) => [room, `src/${room}/index.ts`])),
  },
  format: 'esm',
  target: 'node20',
  platform: 'neutral',
  splitting: true,
  clean: true,
  // tsup's declaration builder sets baseUrl, which TypeScript 6 deprecates.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
};

export default options;
