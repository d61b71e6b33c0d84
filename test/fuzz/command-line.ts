import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from '../../server/src/cli/run.ts';
import { assets } from '../support/assets.ts';
import type { FuzzInput } from './input.ts';
import type { Problem } from './properties.ts';

/** A command line, the format of its output, and the exit statuses that it may have. */
interface Call {
  readonly line: readonly string[];
  readonly isJson?: boolean;
  readonly statuses: readonly number[];
}

interface Result {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

const calls = (name: string): readonly Call[] => [
  { line: ['check', name, '--format', 'json'], isJson: true, statuses: [0, 1] },
  { line: ['check', name, '--format', 'sarif'], isJson: true, statuses: [0, 1] },
  { line: ['check', name, '--format', 'github'], statuses: [0, 1] },
  { line: ['check', name, '--fix', '--dry-run'], statuses: [0, 1] },
];

const dockerfileCalls = (name: string): readonly Call[] => [
  { line: ['sizes', name, '--format', 'json'], isJson: true, statuses: [0] },
  { line: ['sizes', name], statuses: [0] },
  { line: ['multistage', name, '--explain'], statuses: [0, 3] },
];

/** Runs every command on the file in a folder with its context, and `check --fix` on the whole folder twice. */
export async function* commandLineProblems(input: FuzzInput): AsyncGenerator<Problem> {
  if (!input.withCommandLine) return;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'layerwise-fuzz-'));
  try {
    const name = input.language === 'dockerfile' ? 'Dockerfile' : '.dockerignore';
    writeContext(folder, input);
    fs.writeFileSync(path.join(folder, name), input.text);
    for (const call of [...calls(name), ...(name === 'Dockerfile' ? dockerfileCalls(name) : [])]) {
      yield* problemsOf(call, await runIn(folder, call.line));
    }
    yield* fixProblems(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function* problemsOf({ line, statuses, isJson }: Call, { status, out, err }: Result): Generator<Problem> {
  const kind = line.filter((word) => word !== 'Dockerfile').join(' ');
  if (!statuses.includes(status)) yield { kind, detail: `status ${status}: ${err}` };
  if (isJson && !isComplete(out)) yield { kind: `${kind}: not JSON`, detail: out };
}

/** The files of the folder after one `check --fix` and after another are the same. */
async function* fixProblems(folder: string): AsyncGenerator<Problem> {
  const texts: string[] = [];
  for (let i = 0; i < 2; i++) {
    const { status, err } = await runIn(folder, ['check', '.', '--fix']);
    if (status > 1) yield { kind: 'check . --fix', detail: `status ${status}: ${err}` };
    texts.push(JSON.stringify(textsIn(folder)));
  }
  if (texts[0] !== texts[1]) yield { kind: 'check . --fix again', detail: texts.join('\n') };
}

async function runIn(folder: string, line: readonly string[]): Promise<Result> {
  let [out, err] = ['', ''];
  const status = await run(line, {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    readInput: async () => '',
    folder,
    interactive: false,
    coloured: false,
    locale: 'C',
    assets,
  });
  return { status, out, err };
}

/** Files with the texts of the context; of the others, only the names. Names that no file can have are left out. */
function writeContext(folder: string, { context }: FuzzInput): void {
  if (context.state !== 'known') return;
  for (const { path: name, kind } of context.value.entries.slice(0, 200)) {
    const file = path.join(folder, name);
    if (!file.startsWith(folder + path.sep) || name.includes('\0')) continue;
    fs.mkdirSync(kind === 'directory' ? file : path.dirname(file), { recursive: true });
    if (kind === 'file') fs.writeFileSync(file, context.value.texts.get(name) ?? '');
  }
}

function textsIn(folder: string): readonly (readonly [string, string])[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => [path.relative(folder, file), fs.readFileSync(file, 'utf8')]);
}

function isComplete(json: string): boolean {
  try {
    JSON.parse(json);
    return true;
  } catch {
    return false;
  }
}
