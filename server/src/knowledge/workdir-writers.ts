/** Programs that write below their working directory when they run, with what they write. From their documentation, 2026-11. */
const writers: readonly (readonly [command: RegExp, name: string])[] = [
  // tmp/pids, tmp/cache, log
  [/\brails (?:s|server)\b/, 'rails server'],
  // celerybeat-schedule, unless --schedule names another file
  [/\bcelery\b(?!.*(?:--schedule|-s )).*\bbeat\b/, 'celery beat'],
  // .next
  [/\bnext dev\b/, 'next dev'],
  // .nuxt
  [/\bnuxt dev\b/, 'nuxt dev'],
  // node_modules/.vite
  [/\bvite(?: dev| serve)?(?: -|$)/, 'vite'],
];

/** The name of the program, if a command line starts one that writes below its working directory. */
export function writesInWorkdir(command: string): string | undefined {
  return writers.find(([pattern]) => pattern.test(command))?.[1];
}
