/** The ends of paths that are the cache of one tool in any home folder, by the name of the tool in tool-caches.ts, which has the sources. */
const ends: readonly (readonly [end: RegExp, tool: string])[] = [
  [/\/\.cache\/pip$/, 'pip'],
  [/\/\.cache\/uv$/, 'uv'],
  [/\/\.cache\/pypoetry$/, 'poetry'],
  [/\/\.npm(?:\/_cacache)?$/, 'npm'],
  [/\/pnpm\/store$/, 'pnpm'],
  [/\/\.bun\/install\/cache$/, 'bun'],
  [/\/go\/pkg\/mod$/, 'go'],
  [/\/\.cargo\/(?:registry(?:\/cache)?|git(?:\/db)?)$|\/cargo\/(?:registry(?:\/cache)?|git(?:\/db)?)$/, 'cargo'],
  [/\/\.m2(?:\/repository)?$/, 'maven'],
  [/\/\.gradle(?:\/caches)?$/, 'gradle'],
  [/\/\.nuget\/packages$/, 'dotnet'],
  [/\/\.(?:composer\/cache|cache\/composer)$/, 'composer'],
];

/** The tool that has its cache at such a path, in some home folder. Undefined for other paths. */
export function cacheNameIn(path: string): string | undefined {
  return ends.find(([end]) => end.test(path))?.[1];
}
