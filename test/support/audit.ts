import fs from 'node:fs';
import path from 'node:path';

/** What a process that was started with `environment` has opened or started so far. */
export interface Audit {
  readonly environment: Readonly<Record<string, string>>;
  /** The files and folders that were opened or listed below a folder, with its links resolved. */
  readsIn(folder: string): readonly string[];
  /** The programs that were started. */
  started(): readonly string[];
}

const hook = path.join(import.meta.dirname, 'audit.cjs');

/** Records what a Node.js process does; see audit.cjs. `log`: a file that does not exist. */
export function auditTo(log: string): Audit {
  const entries = (): readonly [what: string, at: string][] => {
    if (!fs.existsSync(log)) throw new Error('nothing was recorded');
    const lines = fs.readFileSync(log, 'utf8').trim().split('\n');
    return lines.map((line) => JSON.parse(line) as [string, string]);
  };
  return {
    environment: { NODE_OPTIONS: `--require ${hook}`, LAYERWISE_AUDIT: log },
    readsIn: (folder) =>
      entries()
        .filter(([what]) => what === 'read')
        .map(([, at]) => (fs.existsSync(at) ? fs.realpathSync(at) : path.resolve(at)))
        .filter((at) => at === folder || at.startsWith(folder + path.sep)),
    started: () => entries().flatMap(([what, at]) => (what === 'start' ? at : [])),
  };
}
