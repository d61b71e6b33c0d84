import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

interface Setting {
  readonly scope?: string;
  readonly type?: string | readonly string[];
}

const { capabilities, contributes } = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../../package.json'), 'utf8')) as {
  capabilities: { untrustedWorkspaces: { supported: unknown; restrictedConfigurations: readonly string[] } };
  contributes: { configuration: { properties: Readonly<Record<string, Setting>> } | { properties: Readonly<Record<string, Setting>> }[] };
};
const settings = Object.fromEntries([contributes.configuration].flat().flatMap(({ properties }) => Object.entries(properties)));

/**
 * The settings with which a workspace could make the server read another folder, ask a registry, or start a credential helper. VS Code
 * ignores a restricted setting of a workspace that is not trusted, and one with the scope `machine` of every workspace.
 */
it.each(['layerwise.context', 'layerwise.registry.enabled', 'layerwise.shellcheck.path'])(
  '%s of a workspace that is not trusted has no effect',
  (name) => {
    const { supported, restrictedConfigurations } = capabilities.untrustedWorkspaces;
    expect(supported).toBe('limited');
    expect(restrictedConfigurations.includes(name) || settings[name]?.scope === 'machine').toBe(true);
  },
);

it('no other setting can name a folder, a program or a host', () => {
  const limited = (setting: Setting): boolean => 'enum' in setting || 'pattern' in setting;
  const free = Object.keys(settings).filter((name) => settings[name]?.type === 'string' && !limited(settings[name]));
  expect(free).toEqual(['layerwise.context', 'layerwise.shellcheck.path']);
});
