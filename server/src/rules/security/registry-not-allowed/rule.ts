import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'registry-not-allowed',
  category: 'security',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  aliases: ['DL3026'],
  checks: [67],
  summary: 'An image comes from a registry that the project does not allow.',
  messages: {
    other: '"{image}" comes from {registry}, which is not in the list of allowed registries: {allowed}.',
  },
  options: { trustedRegistries: [] as readonly string[] },
  optionTexts: {
    trustedRegistries:
      'The allowed registries, with or without a path: `docker.io`, `ghcr.io/acme`, `*.example.com`. Without any, all registries are allowed.',
  },
  withinStage: true,
  on: {
    imageSource({ kind, stage, image, at, text }, _, { options, report }) {
      const { trustedRegistries } = options;
      if (trustedRegistries.length === 0 || stage || !image || image.isScratch || image.resolved === undefined) return;
      // A name alone in COPY or a mount can be a named context.
      if (kind !== 'from' && !/[/:@]/.test(text)) return;
      const { registry, repository } = image;
      const name = registry === 'docker.io' && !repository.includes('/') ? `library/${repository}` : repository;
      if (trustedRegistries.some((allowed) => isBelow(`${registry}/${name}`, allowed))) return;
      const data = { image: image.resolved, registry, allowed: trustedRegistries.join(', ') };
      report({ at: { start: at.start, end: at.end }, message: 'other', data });
    },
  },
});

/** Whether an image is in a registry or below a path of it. `*` stands for any part of the name of the host. */
function isBelow(image: string, allowed: string): boolean {
  const pattern = allowed
    .replace(/\/+$/, '')
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('[^/]*');
  return new RegExp(`^${pattern}(?:/|$)`).test(image);
}
