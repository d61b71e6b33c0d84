import { dotnetBuildPackages } from '../../../knowledge/build-packages.ts';
import { inFolderWith } from '../../../knowledge/folders.ts';
import { programsWith } from '../../../knowledge/programs.ts';
import { listeningVariable } from '../../../knowledge/runtime-images.ts';
import { readTag } from '../../../model/image-tag.ts';
import type { Project } from '../../core/project.ts';
import { messagesFor } from '../../families/messages.ts';
import { publishedStack } from '../../families/published.ts';
import { readDotnetCommand } from './read-command.ts';
import { startedFolders } from './started.ts';

/** Sources and project files. A server reads its settings and pages from its working directory, which may be the folder of the sources. */
const code =
  /(?:\.(?:cs|fs|fsi|vb|resx|csproj|fsproj|vbproj|sln|slnx|props|targets|user|ps1|cmd|bat)$|(?:^|\/)(?:nuget\.config|global\.json|packages\.lock\.json|launchSettings\.json)$)/i;
const isOutput = inFolderWith('cache');

/** .NET: the folder that `dotnet publish` fills, on the ASP.NET image of the same version. */
export const dotnetStack = publishedStack({
  id: 'dotnet',
  ecosystems: ['dotnet'],
  readCommand: (command) => readDotnetCommand(command),
  starts: (program) => program === 'dotnet',
  startedFiles: startedFolders,
  firstLines: unsetVariables,
  compilingPrograms: programsWith('dotnetRunner'),
  imageVariables: new Set(['DOTNET_VERSION', 'DOTNET_SDK_VERSION', 'ASPNET_VERSION']),
  isCode: (path) => code.test(path) || /(?:^|\/)(?:bin|obj)\//.test(path) || isOutput(path),
  codeTools: programsWith('codeGenerator'),
  buildOnlyPackages: dotnetBuildPackages,
  runtimePackages: { apt: [], apk: [] },
  earlyDownload: () => undefined,
  messages: messagesFor('.NET', 'dotnet publish', '.NET SDK'),
});

/** The ASP.NET image sets where servers listen, which the SDK image does not: it stays as it was, unless the file sets it. */
function unsetVariables({ stage, model }: Project): readonly string[] {
  const [major] = readTag('dotnet', stage.image?.tag ?? '').version;
  const name = listeningVariable(major ?? 0);
  return model.configOf(stage).env.has(name) ? [] : [`ENV ${name}=`];
}
