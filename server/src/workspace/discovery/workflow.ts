import { appendAll } from '../../base/lists.ts';
import type { Work } from '../../base/work.ts';
import { readBuildCommands } from './build-commands.ts';
import { readDataInSteps } from '../../manifests/formats/data.ts';
import type { Data } from '../../manifests/formats/data.ts';
import { mentionOf } from './mention.ts';
import type { BuildMention } from './mention.ts';

/** Maximum number of variants of one step. */
const mostVariants = 50;

/** The values of `matrix.…` in one run of a job. */
type Variant = ReadonlyMap<string, string>;

/**
 * What the steps of a GitHub workflow or a composite action build: docker/build-push-action, and `docker build` in their scripts.
 * Paths are relative to the checkout, also that of the Dockerfile; without one, the Dockerfile of the context is used.
 * https://github.com/docker/build-push-action#inputs
 */
export function* readWorkflow(text: string): Work<readonly BuildMention[]> {
  if (!/docker|podman|buildah/.test(text)) return [];
  const root = yield* readDataInSteps(text);
  const jobs = root?.get('jobs')?.values ?? [];
  const actions = root?.get('runs') ? [root.get('runs')!] : [];
  const found: BuildMention[] = [];
  for (const job of [...jobs, ...actions]) {
    const folders = [job, root!].map((level) => level.get('defaults', 'run', 'working-directory')?.text);
    const folder = folders.find((path) => path !== undefined) ?? '.';
    const variants = variantsOf(job.get('strategy', 'matrix'));
    for (const step of job.get('steps')?.items ?? []) {
      appendAll(found, actionStep(step, variants));
      appendAll(found, yield* runStep(step, folder, variants, text));
    }
  }
  return found;
}

function actionStep(step: Data, variants: readonly Variant[]): readonly BuildMention[] {
  if (!step.get('uses')?.text?.startsWith('docker/build-push-action@')) return [];
  const context = step.get('with', 'context');
  const file = step.get('with', 'file');
  const { start, end } = context ?? file ?? step.get('uses')!;
  const of = (variant: Variant): readonly BuildMention[] =>
    mentionOf({
      base: 'workspace',
      at: { start, end },
      context: expand(context?.text || '.', variant),
      dockerfile: expand(file?.text || 'Dockerfile', variant),
      dockerfileIn: file?.text ? 'base' : 'context',
    });
  return variantsThatMatter([context?.text, file?.text], variants).flatMap(of);
}

function* runStep(step: Data, jobFolder: string, variants: readonly Variant[], text: string): Work<readonly BuildMention[]> {
  const run = step.get('run');
  if (!run?.text) return [];
  const found: BuildMention[] = [];
  const folder = step.get('working-directory')?.text ?? jobFolder;
  for (const variant of variantsThatMatter([folder, run.text], variants)) {
    const script = expand(run.text, variant);
    const mentions = yield* readBuildCommands(script, { base: 'workspace', folder: expand(folder, variant) });
    appendAll(
      found,
      mentions.map((mention) => ({ ...mention, at: placeOf(script.slice(mention.at.start), run, text) })),
    );
  }
  return found;
}

/** The position of a command in the file. A block scalar keeps the lines of its script, so its first line can be found. */
function placeOf(command: string, { start, end }: Data, text: string): BuildMention['at'] {
  const line = command.split(/\r?\n/, 1)[0]!.trimEnd();
  const at = text.indexOf(line, start);
  return at < 0 || at >= end ? { start, end } : { start: at, end: at + line.length };
}

/** Replaces `matrix.name` with its value, and the workspace with the base of paths. Other expressions stay, so that the path counts as unknown. */
function expand(text: string, variant: Variant): string {
  return text
    .replace(/^\$\{\{\s*github\.workspace\s*\}\}(?=\/|$)/, '.')
    .replace(/\$\{\{\s*matrix\.([\w.-]+)\s*\}\}/g, (whole, name: string) => variant.get(name) ?? whole);
}

/** One combination if no text uses the matrix, because the mentions would all be the same. */
function variantsThatMatter(texts: readonly (string | undefined)[], variants: readonly Variant[]): readonly Variant[] {
  return texts.some((text) => text?.includes('matrix.')) ? variants : variants.slice(0, 1);
}

/** https://docs.github.com/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations */
function variantsOf(matrix: Data | undefined): readonly Variant[] {
  let variants: readonly Variant[] = [new Map()];
  for (const [name, values] of matrix?.entries ?? []) {
    if (name === 'include' || name === 'exclude') continue;
    const choices = values.items.map((value) => flat(name, value));
    if (choices.length > 0) variants = variants.flatMap((variant) => choices.map((choice) => new Map([...variant, ...choice])));
    variants = variants.slice(0, mostVariants);
  }
  const included =
    matrix?.get('include')?.items.map((item) => new Map(item.entries.flatMap(([name, value]) => [...flat(name, value)]))) ?? [];
  return [...variants.filter((variant) => variant.size > 0 || included.length === 0), ...included];
}

/** `name`, and `name.key` if the value is a map. */
function flat(name: string, value: Data): Variant {
  if (value.text !== undefined) return new Map([[name, value.text]]);
  return new Map(value.entries.flatMap(([key, inner]) => (inner.text === undefined ? [] : [[`${name}.${key}`, inner.text] as const])));
}
