import { readTag } from '../model/image-tag.ts';
import type { Stage } from '../model/model.ts';

/**
 * The option that leaves development dependencies out of an install of a Node.js project, as `--omit=dev`. Undefined for other programs, and
 * for Yarn 2 and later, which read .yarnrc.yml and have no such option. npm 7 came with Node.js 15.
 * https://docs.npmjs.com/cli/commands/npm-ci, https://classic.yarnpkg.com/lang/en/docs/cli/install, https://pnpm.io/cli/install
 *
 * @param stage The stage of the install, whose base image tells the version of npm.
 */
export function productionOption(program: string, { image }: Pick<Stage, 'image'>, usesYarnBerry: boolean): string | undefined {
  switch (program) {
    case 'npm': {
      const [major] = readTag('node', image?.tag ?? 'latest').version;
      return major !== undefined && major < 15 ? '--production' : '--omit=dev';
    }
    case 'yarn':
      return usesYarnBerry ? undefined : '--production';
    case 'pnpm':
      return '--prod';
    case 'bun':
      return '--production';
    default:
      return undefined;
  }
}
