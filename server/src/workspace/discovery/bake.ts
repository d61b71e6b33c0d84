import type { Span } from '../../base/span.ts';
import type { Work } from '../../base/work.ts';
import { readDataInSteps } from '../../manifests/formats/data.ts';
import type { Data } from '../../manifests/formats/data.ts';
import { readHcl } from './hcl.ts';
import type { HclBlock, HclValue } from './hcl.ts';
import { mentionOf } from './mention.ts';
import type { BuildMention } from './mention.ts';

/** A bake file in HCL or JSON. https://docs.docker.com/build/bake/reference/ */
interface BakeFile {
  readonly variables: ReadonlyMap<string, BakeText>;
  readonly targets: ReadonlyMap<string, BakeTarget>;
}

/** A text with `${…}`; undefined if it is a more complex expression (a call, a condition). */
interface BakeText extends Span {
  readonly text: string | undefined;
}

interface BakeTarget {
  readonly context: BakeText | undefined;
  readonly dockerfile: BakeText | undefined;
  /** Whether `dockerfile-inline` is set. */
  readonly inline: boolean;
  readonly inherits: readonly string[];
  /** The values of a matrix by name: there is one target for each combination. */
  readonly matrix: ReadonlyMap<string, readonly string[]>;
}

/** Maximum number of variants of one target. */
const mostVariants = 50;

/** The targets of docker-bake.hcl. */
export function* readBakeHcl(text: string): Work<readonly BuildMention[]> {
  const blocks = readHcl(text);
  yield;
  const of = (type: string): readonly HclBlock[] => blocks.filter((block) => block.type === type && block.labels.length === 1);
  return mentionsOf({
    variables: new Map(of('variable').flatMap(({ labels, attributes }) => entry(labels[0]!, hclText(attributes.get('default'))))),
    targets: new Map(of('target').map(({ labels, attributes }) => [labels[0]!, hclTarget(attributes)])),
  });
}

/** The targets of docker-bake.json. */
export function* readBakeJson(text: string): Work<readonly BuildMention[]> {
  const root = yield* readDataInSteps(text);
  const of = (type: string): readonly (readonly [string, Data])[] => root?.get(type)?.entries ?? [];
  return mentionsOf({
    variables: new Map(of('variable').flatMap(([name, variable]) => entry(name, jsonText(variable.get('default'))))),
    targets: new Map(of('target').map(([name, target]) => [name, jsonTarget(target)])),
  });
}

/** Paths are relative to the folder in which bake is called, usually that of the file. The path of the Dockerfile is relative to the context. */
function mentionsOf(file: BakeFile): readonly BuildMention[] {
  const complete = new Map<string, BakeTarget>();
  return [...file.targets.keys()].flatMap((name) => {
    const target = inherited(file, name, complete);
    const { context, dockerfile } = target;
    const written = context ?? dockerfile;
    // Without either it is usually a target that others inherit from.
    if (!written || target.inline) return [];
    return variantsOf(target.matrix).flatMap((variant) =>
      mentionOf({
        base: 'either',
        at: { start: written.start, end: written.end },
        context: context ? interpolate(context.text, file, variant) : '.',
        dockerfile: dockerfile ? interpolate(dockerfile.text, file, variant) : 'Dockerfile',
        dockerfileIn: 'context',
      }),
    );
  });
}

const nothing: BakeTarget = { context: undefined, dockerfile: undefined, inline: false, inherits: [], matrix: new Map() };

/** The target with everything that it inherits; the last value wins. `complete`: targets that are already resolved. */
function inherited(file: BakeFile, name: string, complete: Map<string, BakeTarget>): BakeTarget {
  const known = complete.get(name);
  if (known) return known;
  complete.set(name, nothing); // for a target that inherits from itself
  const own = file.targets.get(name) ?? nothing;
  const parents = own.inherits.map((parent) => inherited(file, parent, complete)).reverse();
  const target = {
    ...own,
    context: own.context ?? parents.find(({ context }) => context)?.context,
    dockerfile: own.dockerfile ?? parents.find(({ dockerfile }) => dockerfile)?.dockerfile,
  };
  complete.set(name, target);
  return target;
}

/** One set of values for each target that the matrix creates. */
function variantsOf(matrix: BakeTarget['matrix']): readonly ReadonlyMap<string, string>[] {
  let variants: readonly ReadonlyMap<string, string>[] = [new Map()];
  for (const [name, values] of matrix) {
    variants = variants.flatMap((variant) => values.map((value) => new Map([...variant, [name, value]]))).slice(0, mostVariants);
  }
  return variants;
}

/** Maximum depth of variables whose defaults refer to other variables. */
const deepestVariable = 4;

/** Undefined if a value is not known. */
function interpolate(text: string | undefined, file: BakeFile, variant: ReadonlyMap<string, string>, depth = 0): string | undefined {
  if (depth > deepestVariable) return undefined;
  let known = true;
  // Only names: `${` inside of `${…}` begins an expression, and searching for the end of each would take long in a hostile file.
  const replaced = text?.replace(/\$\{([^{}$]*)\}/g, (_, name: string) => {
    const value = variant.get(name) ?? interpolate(file.variables.get(name)?.text, file, variant, depth + 1);
    known &&= value !== undefined;
    return value ?? '';
  });
  return known && !hasExpression(text ?? '') ? replaced : undefined;
}

/** Whether a `${` comes before the end of another one. */
function hasExpression(text: string): boolean {
  const last = text.lastIndexOf('}');
  return /\$\{[^{}]*[{$]/.test(text.slice(0, last + 1));
}

function hclTarget(attributes: HclBlock['attributes']): BakeTarget {
  const matrix = attributes.get('matrix')?.entries ?? new Map<string, HclValue>();
  return {
    context: hclText(attributes.get('context')),
    dockerfile: hclText(attributes.get('dockerfile')),
    inline: attributes.has('dockerfile-inline'),
    inherits: texts(attributes.get('inherits')?.items),
    matrix: new Map([...matrix].map(([name, value]) => [name, texts(value.items)])),
  };
}

function hclText(value: HclValue | undefined): BakeText | undefined {
  return value && { start: value.start, end: value.end, text: value.text };
}

function jsonTarget(target: Data): BakeTarget {
  return {
    context: jsonText(target.get('context')),
    dockerfile: jsonText(target.get('dockerfile')),
    inline: target.get('dockerfile-inline') !== undefined,
    inherits: texts(target.get('inherits')?.items),
    matrix: new Map((target.get('matrix')?.entries ?? []).map(([name, value]) => [name, texts(value.items)])),
  };
}

function jsonText(data: Data | undefined): BakeText | undefined {
  return data && { start: data.start, end: data.end, text: data.text };
}

function texts(items: readonly { readonly text: string | undefined }[] | undefined): readonly string[] {
  return (items ?? []).flatMap(({ text }) => text ?? []);
}

function entry(name: string, text: BakeText | undefined): readonly (readonly [string, BakeText])[] {
  return text ? [[name, text]] : [];
}
