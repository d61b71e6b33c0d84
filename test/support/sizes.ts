import { createBuildContext } from '../../server/src/context/snapshot-context.ts';
import type { External } from '../../server/src/base/external.ts';
import type { ContextSnapshot } from '../../server/src/context/context.ts';
import { estimateSizes } from '../../server/src/sizes/estimate.ts';
import type { SizeEstimate, StageSizes } from '../../server/src/sizes/size.ts';
import { english } from '../../server/src/base/message.ts';
import { assets } from './assets.ts';
import { readContextBlock } from './context-block.ts';
import { dedent, modelOf } from './model.ts';

/** The sizes of a Dockerfile's stages. `context`: a block for `readContextBlock`, or the external value itself. */
export function sizesOf(dockerfile: string, context: string | External<ContextSnapshot> = ''): readonly StageSizes[] {
  const snapshot = typeof context === 'string' ? readContextBlock(dedent(context)) : context;
  return estimateSizes(modelOf(dedent(dockerfile)), createBuildContext(snapshot), assets);
}

/** The sizes of the last stage. */
export function finalSizes(dockerfile: string, context?: string | External<ContextSnapshot>): StageSizes {
  return sizesOf(dockerfile, context).at(-1)!;
}

/** What the last instruction adds. */
export function lastLayer(dockerfile: string, context?: string | External<ContextSnapshot>): SizeEstimate {
  return finalSizes(dockerfile, context).layers.at(-1)!.estimate;
}

/** `1234 context`, or `unknown: why`. */
export function inShort({ bytes, source, detail }: SizeEstimate): string {
  return bytes ? `${bytes.likely} ${source}` : `${source}: ${english(detail)}`;
}
