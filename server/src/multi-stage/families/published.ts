import { message } from '../../base/message.ts';
import { programsOfRuntimeImage, runtimeImageOf } from '../../knowledge/runtime-images.ts';
import { distributionInName } from '../../model/distribution.ts';
import type { Stage } from '../../model/model.ts';
import { refuse } from '../core/conversion.ts';
import type { Refusal } from '../core/conversion.ts';
import type { RuntimeBase } from '../core/runtime-base.ts';
import type { Stack } from '../core/stack.ts';
import { compiledStack } from './compiled.ts';
import type { CompiledLanguage } from './compiled.ts';

/** A language whose builds publish files that an image of the same vendor without build tools runs: jars, .NET assemblies. */
export type PublishedLanguage = Omit<CompiledLanguage, 'runtimeBase' | 'baseProvides'>;

/** The stack of such a language: as for a compiled program, but with the runtime image of `knowledge/runtime-images.ts`. */
export function publishedStack(language: PublishedLanguage): Stack {
  return compiledStack({
    ...language,
    runtimeBase: ({ stage }) => publishedRuntimeBase(stage),
    baseProvides: ({ image }, program) => programsOfRuntimeImage(image).includes(program),
  });
}

/** The image of the same vendor, version and release that runs what the author's image builds. */
function publishedRuntimeBase(stage: Stage): RuntimeBase | Refusal {
  const image = stage.image!;
  const repository = image.registry === 'docker.io' ? image.repository : `${image.registry}/${image.repository}`;
  const runtime = image.resolved === undefined ? undefined : runtimeImageOf(repository, image.tag ?? 'latest');
  if (runtime === undefined) {
    return refuse(
      message('Which image runs what {image} builds is unknown.', { image: image.raw }),
      [message('Write the FROM of the run-time stage yourself.')],
      image,
    );
  }
  const named = distributionInName(repository, image.tag);
  const isAlpine = (named?.distro ?? stage.distro) === 'alpine';
  return {
    image: runtime,
    changed: true,
    manager: isAlpine ? 'apk' : 'apt',
    release: named?.release,
    packages: [],
    decision: message('{runtime} is the run-time image: the same version of what {image} builds for, without the build tools.', {
      runtime,
      image: image.raw,
    }),
  };
}
