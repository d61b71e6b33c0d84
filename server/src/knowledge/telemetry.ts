/** A tool that reports how it is used, and the variable that turns that off. */
export interface Telemetry {
  readonly variable: string;
  readonly value: string;
  /** The tool as its vendor writes it. */
  readonly tool: string;
}

/** By the programs that send it; from the pages of the tools, read 2026-11. */
const rows: readonly (readonly [programs: string, variable: string, value: string, tool: string])[] = [
  // https://learn.microsoft.com/dotnet/core/tools/telemetry
  ['dotnet', 'DOTNET_CLI_TELEMETRY_OPTOUT', '1', '.NET'],
  // https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_telemetry
  ['pwsh', 'POWERSHELL_TELEMETRY_OPTOUT', '1', 'PowerShell'],
  // https://nextjs.org/telemetry
  ['next', 'NEXT_TELEMETRY_DISABLED', '1', 'Next.js'],
  // https://github.com/nuxt/telemetry
  ['nuxt nuxi', 'NUXT_TELEMETRY_DISABLED', '1', 'Nuxt'],
  // https://www.gatsbyjs.com/docs/telemetry/
  ['gatsby', 'GATSBY_TELEMETRY_DISABLED', '1', 'Gatsby'],
  // https://astro.build/telemetry/
  ['astro', 'ASTRO_TELEMETRY_DISABLED', '1', 'Astro'],
  // https://angular.dev/cli/analytics
  ['ng', 'NG_CLI_ANALYTICS', 'false', 'Angular'],
  // https://turborepo.com/docs/telemetry
  ['turbo', 'TURBO_TELEMETRY_DISABLED', '1', 'Turborepo'],
  // https://storybook.js.org/docs/configure/telemetry
  ['storybook sb', 'STORYBOOK_DISABLE_TELEMETRY', '1', 'Storybook'],
  // https://developers.cloudflare.com/workers/wrangler/system-environment-variables/
  ['wrangler', 'WRANGLER_SEND_METRICS', 'false', 'Wrangler'],
  // https://learn.microsoft.com/cli/azure/azure-cli-configuration
  ['az', 'AZURE_CORE_COLLECT_TELEMETRY', 'false', 'Azure CLI'],
  // https://learn.microsoft.com/vcpkg/about/privacy
  ['vcpkg', 'VCPKG_DISABLE_METRICS', '1', 'vcpkg'],
  // https://docs.brew.sh/Analytics
  ['brew', 'HOMEBREW_NO_ANALYTICS', '1', 'Homebrew'],
  // https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables
  ['hf huggingface-cli', 'HF_HUB_DISABLE_TELEMETRY', '1', 'Hugging Face'],
];

const byProgram: ReadonlyMap<string, Telemetry> = new Map(
  rows.flatMap(([programs, variable, value, tool]) => programs.split(' ').map((program) => [program, { variable, value, tool }])),
);

/** What a program reports about its use, if it does so by default and a variable turns that off. */
export function telemetryOf(program: string): Telemetry | undefined {
  return byProgram.get(program);
}

const names = new RegExp(String.raw`\b(?:${[...byProgram.keys()].join('|')})\b`);

/** Whether a text contains the name of such a program: most instructions do not. */
export function namesTelemetry(text: string): boolean {
  return names.test(text);
}
