import { baseName, contextPath } from '../../../base/paths.ts';
import { span } from '../../../base/span.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'vex-document-copied',
  category: 'security',
  severity: 'hint',
  preset: 'all',
  fix: 'none',
  since: '0.1.0',
  aliases: ['tally/prefer-vex-attestation'],
  checks: [112],
  summary: 'A VEX document is copied into the image, where scanners do not look for it.',
  messages: {
    copied: 'Scanners look for "{name}" in the attestations of an image, not in its files. Attach it with docker scout attestation add.',
  },
  withinStage: true,
  on: {
    copySource({ kind, value, start, end }, instruction, { stageOf, report }) {
      if (kind !== 'path' && kind !== 'glob') return;
      const name = baseName(contextPath(value ?? ''));
      if (vex.test(name) && stageOf(instruction)?.isInFinalImage) report({ at: span(start, end), message: 'copied', data: { name } });
    },
  },
});

/** Names of documents of OpenVEX, CycloneDX and CSAF. https://github.com/openvex/spec, https://docs.docker.com/scout/how-tos/create-exceptions-vex/ */
const vex = /(?:^|[._-])(?:open)?vex(?:[._-][\w.-]*)?\.json$/i;
