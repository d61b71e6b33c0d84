import { message } from '../../base/message.ts';
import { imageForToolchain } from '../../knowledge/toolchain-images.ts';
import type { Stage } from '../../model/model.ts';
import { refuse } from './conversion.ts';
import type { Refusal } from './conversion.ts';
import type { RuntimeBase } from './runtime-base.ts';

/** The base for programs of a toolchain whose image is not an official one: refuses when none is known. */
export function toolchainBase({ image }: Stage): RuntimeBase | Refusal {
  const { registry, repository, tag, raw, resolved } = image!;
  const found = registry === 'docker.io' && resolved !== undefined ? imageForToolchain(repository, tag ?? 'latest') : undefined;
  if (!found) {
    return refuse(
      message('Which image runs what {image} builds is unknown.', { image: raw }),
      [message('Write the FROM of the run-time stage yourself.')],
      image,
    );
  }
  return {
    image: found.image,
    changed: true,
    manager: found.manager,
    release: found.release,
    packages: [],
    decision: message(
      '{runtime} is the run-time image: it has the libraries that programs built with {image} load, in the same versions.',
      {
        runtime: found.image,
        image: raw,
      },
    ),
  };
}
