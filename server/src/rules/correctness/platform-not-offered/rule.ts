import { platformsOfOfficialImage } from '../../../facts/official-image-list.ts';
import { singlePlatformNamespaces } from '../../../knowledge/platforms.ts';
import { isWindowsImage } from '../../../model/base-image.ts';
import { hasVariable } from '../../../model/flags.ts';
import type { ImageReference } from '../../../model/model.ts';
import { normalPlatform } from '../../../model/platform.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'platform-not-offered',
  category: 'correctness',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  aliases: ['InvalidBaseImagePlatform', 'tally/platform-mismatch'],
  checks: [70, 71],
  summary: 'FROM --platform names a platform that the base image does not have.',
  messages: {
    other: '"{image}" is only for {offered}, not for {platform}: the build fails, or the image contains programs that do not run.',
  },
  on: {
    FROM(from, context) {
      const flag = from.flags.find(({ name }) => name === 'platform');
      if (!flag?.value || hasVariable(flag.value)) return;
      const platform = normalPlatform(flag.value);
      const image = context.model.stages.find((stage) => stage.from.start === from.start)?.image;
      if (!platform || !image || image.resolved === undefined || image.isScratch) return;
      const offered = platformsOf(image);
      if (!offered || offered.some((each) => matches(each, platform))) return;
      const data = { image: image.resolved, offered: offered.join(', '), platform: flag.value };
      context.report({ at: { start: flag.start, end: flag.end }, message: 'other', data });
    },
  },
});

/** The platforms of an image: of an official image, of a namespace for one architecture (`arm64v8/node`), of Windows. */
function platformsOf(image: ImageReference): readonly string[] | undefined {
  if (image.registry === 'docker.io') {
    const official = platformsOfOfficialImage(image.repository);
    if (official) return isWindowsImage(image) ? ['windows/amd64'] : [...official];
    const namespace = singlePlatformNamespaces.get(image.repository.split('/')[0]!);
    if (namespace !== undefined && image.repository.includes('/')) return [namespace];
  }
  return image.registry === 'mcr.microsoft.com' && isWindowsImage(image) ? ['windows/amd64'] : undefined;
}

/** Only the system and the architecture are compared, as Docker does: a variant such as v6 runs on newer machines. */
function matches(text: string, { os, architecture }: NonNullable<ReturnType<typeof normalPlatform>>): boolean {
  const offered = normalPlatform(text);
  return offered?.os === os && (architecture === undefined || offered.architecture === architecture);
}
