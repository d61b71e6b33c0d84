import { hasVariable } from '../../../model/flags.ts';
import { normalPlatform } from '../../../model/platform.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'constant-platform',
  category: 'reproducibility',
  severity: 'info',
  fix: 'none',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['FromPlatformFlagConstDisallowed', 'DL3029', 'DF061'],
  checks: [68],
  summary: 'FROM --platform names one platform, whatever platform is built.',
  messages: {
    constant: 'This stage is for {platform} in every build, also if an image for another platform is built. Use docker build --platform.',
  },
  on: {
    // reportConstPlatformDisallowed of BuildKit: a stage whose name contains the platform is one of several for each platform.
    FROM({ flags, words }, { report }) {
      const flag = flags.find(({ name }) => name === 'platform');
      if (!flag?.value || !flag.valueSpan || hasVariable(flag.value)) return;
      const platform = normalPlatform(flag.value);
      const name = words[2]?.text.toLowerCase() ?? '';
      if (!platform || name.includes(platform.os) || (platform.architecture !== undefined && name.includes(platform.architecture))) return;
      report({ at: { start: flag.start, end: flag.end }, message: 'constant', data: { platform: flag.value } });
    },
  },
});
