import { hostPackageKind } from '../../../knowledge/cuda.ts';
import { defineRule } from '../../../linter/rule.ts';
import { isSimulated } from '../../../shell/tools/packages.ts';

export const rule = defineRule({
  id: 'gpu-host-package',
  category: 'size',
  severity: 'warning',
  preset: 'strict',
  fix: 'none',
  since: '0.1.0',
  aliases: ['no-container-runtime-in-image'],
  checks: [252],
  summary: 'The image contains the NVIDIA driver or container toolkit, which belong on the host.',
  messages: {
    toolkit: '"{package}" belongs on the host, where the container engine uses it. In the image it does nothing but take up space.',
    driver: '"{package}" installs the NVIDIA driver. The container toolkit mounts the one of the host: remove it, or install cuda-toolkit.',
  },
  on: {
    package({ packages }, _, context) {
      if (packages.kind !== 'system' || packages.verb !== 'install' || isSimulated(packages)) return;
      for (const { name, word, source } of packages.packages) {
        const kind = source === 'repository' ? hostPackageKind(name) : undefined;
        if (kind) context.report({ at: word, message: kind, data: { package: name } });
      }
    },
  },
});
