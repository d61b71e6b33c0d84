// The measurements of the benchmarks. Each takes several programs by name and runs them alternately, so that the load of the machine affects
// all of them.
import { spawnSync } from 'node:child_process';
import { dockerfileOf, editPosition } from './documents.mjs';
import { startServer } from './server.mjs';

/** The first edits are counted separately: an engine that has just started still compiles code. */
export const firstEdits = 60;
const laterEdits = 200;
export const starts = 11;
const checks = 3;

/**
 * @param {Record<string, string[]>} servers
 * @param {number} kilobytes
 * @param {object | null} [settings]
 * Milliseconds from an edit to its diagnostics. `servers`: arguments of node by name. `settings`: our section of the editor's settings.
 * @returns for each name `{ first, later, findings, memory }`: the times of the first edits and of the later ones, the number of
 * diagnostics, and the server's memory in MB at the end.
 */
export async function editTimes(servers, kilobytes, settings = null) {
  const text = dockerfileOf(kilobytes * 1024);
  const at = editPosition(text);
  const after = { line: at.line, character: at.character + 1 };
  const running = {};
  for (const [name, command] of Object.entries(servers)) {
    const server = await startServer(command, { settings });
    running[name] = { server, findings: await server.open(text), first: [], later: [] };
  }
  for (let i = 0; i < firstEdits + laterEdits; i++) {
    for (const { server, first, later } of Object.values(running)) {
      const took = await (i % 2 === 0 ? server.edit({ start: at, end: at }, 'x') : server.edit({ start: at, end: after }, ''));
      (i < firstEdits ? first : later).push(took);
    }
  }
  return mapValues(running, async ({ server, ...times }) => {
    const memory = server.memory();
    await server.stop();
    return { ...times, memory };
  });
}

/**
 * Milliseconds from the start of the process to the answer to initialize, and to the first diagnostics of a file of 1 KB. One additional
 * start comes first and is not counted: it may store compiled code for the others.
 * @returns for each name `{ initialized, useful }`, two lists of times.
 */
export async function startTimes(servers) {
  const text = dockerfileOf(1024);
  const times = await mapValues(servers, () => ({ initialized: [], useful: [] }));
  for (let i = -1; i < starts; i++) {
    for (const [name, command] of Object.entries(servers)) {
      const server = await startServer(command);
      const useful = await server.firstDiagnostics(text);
      await server.stop();
      if (i < 0) continue;
      times[name].initialized.push(server.started);
      times[name].useful.push(useful);
    }
  }
  return times;
}

/** Milliseconds of `layerwise check` of a folder. `clis`: the script by name. @returns for each name `{ times, files }`. */
export async function checkTimes(clis, folder) {
  const measured = await mapValues(clis, () => ({ times: [], files: 0 }));
  for (let i = 0; i < checks; i++) {
    for (const [name, cli] of Object.entries(clis)) {
      const begun = performance.now();
      const options = ['check', folder, '--format', 'json', '--fail-level', 'none'];
      const { stdout } = spawnSync(process.execPath, [cli, ...options], { encoding: 'utf8', maxBuffer: 1e9 });
      measured[name].times.push(performance.now() - begun);
      measured[name].files = JSON.parse(stdout).files.length;
    }
  }
  return measured;
}

export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

export function ms(value) {
  return value.toFixed(1);
}

/** A line of a table: a name, and columns of the same width. */
export function row(name, ...columns) {
  return [name.padEnd(48), ...columns.map((column) => String(column).padStart(11))].join(' ');
}

async function mapValues(object, map) {
  const entries = [];
  for (const [name, value] of Object.entries(object)) entries.push([name, await map(value)]);
  return Object.fromEntries(entries);
}
