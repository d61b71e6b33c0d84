/*
 * Signs of Windows containers. Sources: https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-base-images,
 * the repositories of mcr.microsoft.com, and the Windows tags of official images (2026-11).
 */

/** Repositories (without registry) of images that are only for Windows. */
const windowsRepositories =
  /(?:^|[/_-])(?:windowsservercore|nanoserver|servercore)|(?:^|[/_-])windows(?:$|\/)|^dotnet\/framework\/|^windows-cssc\/|^microsoft\/(?:iis|aspnet|dotnet-framework|wcf)|(?:^|\/)iis$/;

/** Tags of images for Windows: `1.22-windowsservercore-ltsc2022`, `8.0-nanoserver-1809`, `windows.ltsc2019`, `win10-x64`. */
const windowsTags = /(?:^|[._-])(?:windowsservercore|nanoserver|servercore|windows(?:-?\d+)?|win(?:10|11|20\d\d)?|ltsc20\d\d)(?=$|[._-])/;

/** Whether the name of an image says that it is for Windows. `repository` has no registry. */
export function isWindowsImageName(repository: string, tag: string | undefined): boolean {
  return windowsRepositories.test(repository.toLowerCase()) || windowsTags.test(tag?.toLowerCase() ?? '');
}

/** Whether the name of an image says that it runs Windows programs on Linux. */
export function runsWine(repository: string): boolean {
  return /(?:^|[/_-])wine(?:$|[/_-])/.test(repository);
}

/** Official images of Docker Hub that have the same tag for Linux and for Windows. */
export const imagesOfBothSystems: ReadonlySet<string> = new Set(
  'caddy docker eclipse-temurin golang hello-world mongo nats nats-streaming openjdk python traefik'.split(' '),
);

/** Text that instructions for Windows contain. */
const windowsText: readonly RegExp[] = [
  // C:\app, "C:\\app", C:/app
  /(?:^|[\s"'=,[(;])(?:[C-RT-Zc-rt-z]:\\{1,2}(?=[\w"'\s]|$)|[C-G]:\/(?!\/))/,
  // %PATH%, but not `date +%Y%m%d` and `sed s%a%b%`
  /(?<![\w%])%[A-Za-z_][\w()]{2,}%/,
  /(?:^|[\s"'[&|;\\/])powershell(?:\.exe)?(?=$|[\s"',])/i,
  /(?:^|[\s"'[&|;\\/])(?:cmd|pwsh)\.exe\b/i,
  /(?:^|[\s"'[&|;])cmd["']?,?\s+["']?\/[a-z]\b/i,
  // nvms\setup.bat, .\build
  /(?:^|[&|;]\s*)[\w.-]+\\[\w.-]/,
  /[\w)}]\.(?:exe|bat|msi|ps1)(?=$|[\s"',;)])/i,
  /\$env:\w|(?:^|[\s;&|'"])(?:choco|msiexec|xcopy|robocopy|setx|icacls|dism|regsvr32|Invoke-WebRequest|Expand-Archive|New-Item|Remove-Item)\s/i,
];

/** Text that only instructions for Linux contain, also those that build or run programs for Windows (wine, cross compilers). */
const linuxText =
  /(?:^|[\s&|;(])(?:sudo|apt-get|apt|apk|yum|dnf|microdnf|zypper|pacman|useradd|adduser|groupadd|addgroup|chown|chmod|wine\w*)\s/;

/** Whether the text of an instruction, without its keyword and line continuations, shows the operating system. */
export function systemInText(text: string): 'windows' | 'linux' | undefined {
  if (linuxText.test(text)) return 'linux';
  return windowsText.some((pattern) => pattern.test(text)) ? 'windows' : undefined;
}
