import { parentPort, workerData } from 'node:worker_threads';
import { inputOf, seedCounts } from './seeds.ts';
import type { FuzzInput } from './input.ts';
import { properties } from './properties.ts';
import type { Problem } from './properties.ts';
import { shrink } from './shrink.ts';
import { describeInput, simplerInputs } from './shrink-input.ts';

/*
 * The thread that tries inputs. Input number n of a run is input number 0 of a run with the seed plus n. run.mjs gives it the seed of its
 * first input and the kinds of failures that it has already shown, and starts another thread if this one hangs.
 */

/** Milliseconds for making the input of one failure smaller. */
const shrinkTime = 20_000;

/** Tells run.mjs something; see there. */
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
const tell = (told: object): void => parentPort?.postMessage(told);

const { seed, known } = workerData as { seed: number; known: readonly string[] };
const shown = new Set(known);

tell({ seedCounts, properties: Object.keys(properties) });
for (let current = seed; ; current++) {
  tell({ seed: current });
  const input = inputOf(current);
  const times: Record<string, number> = {};
  for (const name of Object.keys(properties)) {
    tell({ trying: name });
    const began = performance.now();
    const problems = await problemsWith(name, input);
    times[name] = performance.now() - began;
    for (const problem of problems) await report(name, problem, input, current);
  }
  tell({ done: current, length: input.text.length, times });
}

async function report(name: string, problem: Problem, input: FuzzInput, from: number): Promise<void> {
  const key = `${name}: ${problem.kind}`;
  if (shown.has(key)) return;
  shown.add(key);
  const until = performance.now() + shrinkTime;
  const same = (problems: readonly Problem[]): Problem | undefined => problems.find(({ kind }) => kind === problem.kind);
  const smallest = await shrink(
    input,
    simplerInputs,
    async (candidate) => same(await problemsWith(name, candidate)) !== undefined,
    () => performance.now() < until,
  );
  const { detail } = same(await problemsWith(name, smallest)) ?? problem;
  tell({ failure: key, property: name, from, detail, input: describeInput(smallest) });
}

async function problemsWith(name: string, input: FuzzInput): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  try {
    for await (const problem of properties[name]?.(input) ?? []) problems.push(problem);
  } catch (error) {
    problems.push(exception(error));
  }
  return problems;
}

/** The kind of an exception: its message, and the function of ours that threw it. */
function exception(error: unknown): Problem {
  if (!(error instanceof Error)) return { kind: 'exception', detail: String(error) };
  const cause = error.cause instanceof Error ? error.cause : error;
  const stack = (cause.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  const [place = ''] = stack.filter((line) => !line.includes('node_modules')).map((line) => /at (?:async )?(\S+)/.exec(line)?.[1]);
  const text = cause.message.replace(/\d+/g, 'N').slice(0, 80);
  return { kind: `exception: ${text} in ${place}`, detail: [error.message, cause.message, ...stack.slice(0, 12)].join('\n') };
}
