import type { BuildContext } from '../context/build-context.ts';
import { manifestsOf } from '../manifests/manifests.ts';
import { isRubyServer } from '../knowledge/ruby.ts';
import { programName } from '../knowledge/programs.ts';
import { readTag } from '../model/image-tag.ts';
import type { Stage } from '../model/model.ts';
import { rootStage } from '../model/stages.ts';
import type { Facts } from './facts.ts';

/** The version in the tag of the official `ruby` image that a stage starts from; undefined for other images. Empty without a version. */
export function officialRuby(stage: Stage): readonly number[] | undefined {
  const { image } = rootStage(stage);
  if (image?.repository !== 'ruby' || image.registry !== 'docker.io' || image.resolved === undefined) return undefined;
  return readTag('ruby', image.tag ?? 'latest').version;
}

/** The version of a gem in the lock file of the build context, as its numbers. Undefined if it is not known, or if there are several. */
export function lockedGem(name: string, build: BuildContext): readonly number[] | undefined {
  if (build.snapshot.state !== 'known') return undefined;
  const projects = manifestsOf(build).projects.filter(({ ecosystem }) => ecosystem === 'bundler');
  const versions = new Set(
    projects.flatMap((project) => project.locked().flatMap((gem) => (gem.name === name ? (gem.version ?? []) : []))),
  );
  const [version] = versions;
  return versions.size === 1 ? version!.split('.').map(Number) : undefined;
}

/** The program that serves a Ruby application in the containers of a stage; undefined if it is another one, or in a script. */
export function rubyServerOf(stage: Stage, facts: Facts): string | undefined {
  const words = facts.startOf(stage).argv.flatMap((word) => word.split(/\s+/));
  const found = words.map((word) => programName(word)).find(isRubyServer);
  return found;
}
