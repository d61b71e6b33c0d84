/*
 * Aliases of PowerShell and what they stand for. Sources: `Get-Alias` of Windows PowerShell 5.1 and of PowerShell 7.4, as documented in
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_aliases and in the pages of the cmdlets; read 2026-11.
 */

/** Aliases of all editions, on all systems. */
const everywhere = `% ForEach-Object, ? Where-Object, clc Clear-Content, clhy Clear-History, cli Clear-Item, clp Clear-ItemProperty, clv Clear-Variable,
  cvpa Convert-Path, epcsv Export-Csv, fl Format-List, foreach ForEach-Object, ft Format-Table, fw Format-Wide, gal Get-Alias, gc Get-Content,
  cd Set-Location, gci Get-ChildItem, gcm Get-Command, gi Get-Item, gjb Get-Job, gl Get-Location, gm Get-Member, gmo Get-Module, gp Get-ItemProperty, gps Get-Process,
  gpv Get-ItemPropertyValue, gv Get-Variable, icm Invoke-Command, iex Invoke-Expression, ii Invoke-Item, ipcsv Import-Csv, ipmo Import-Module,
  irm Invoke-RestMethod, iwr Invoke-WebRequest, measure Measure-Object, mi Move-Item, ni New-Item, nmo New-Module, nv New-Variable, oh Out-Host,
  rdr Remove-PSDrive, ri Remove-Item, rmo Remove-Module, rni Rename-Item, rp Remove-ItemProperty, rvpa Resolve-Path, sajb Start-Job,
  saps Start-Process, select Select-Object, si Set-Item, sl Set-Location, sls Select-String, sp Set-ItemProperty, sv Set-Variable,
  where Where-Object`;

/** Aliases that only exist on Windows: elsewhere they would hide programs of the system. */
const onWindows = `ac Add-Content, cat Get-Content, clear Clear-Host, compare Compare-Object, copy Copy-Item, cp Copy-Item, cpi Copy-Item, del Remove-Item,
  diff Compare-Object, dir Get-ChildItem, echo Write-Output, erase Remove-Item, kill Stop-Process, ls Get-ChildItem, man help, mount New-PSDrive,
  move Move-Item, mv Move-Item, popd Pop-Location, ps Get-Process, pushd Push-Location, pwd Get-Location, rd Remove-Item, ren Rename-Item,
  rm Remove-Item, rmdir Remove-Item, gsv Get-Service, sasv Start-Service, set Set-Variable, sleep Start-Sleep, sort Sort-Object,
  spps Stop-Process, spsv Stop-Service, start Start-Process, tee Tee-Object, type Get-Content, write Write-Output`;

/** Aliases of Windows PowerShell 5.1 that PowerShell 7 does not have: there, these are the programs of the same name. */
const inWindowsPowerShell = 'curl Invoke-WebRequest, wget Invoke-WebRequest, gwmi Get-WmiObject, sc Set-Content, swmi Set-WmiInstance';

function table(...lists: readonly string[]): ReadonlyMap<string, string> {
  return new Map(lists.flatMap((list) => list.split(/,\s+/).map((pair) => pair.split(' ') as [string, string])));
}

const aliases = {
  pwshElsewhere: table(everywhere),
  pwshOnWindows: table(everywhere, onWindows),
  windowsPowerShell: table(everywhere, onWindows, inWindowsPowerShell),
};

/** The edition of PowerShell and the system that it runs on. */
export type PowerShellEdition = keyof typeof aliases;

/** The cmdlet that an alias stands for. Undefined for other names, and for `foreach` and `%`-like words that are keywords where they stand. */
export function cmdletOfAlias(name: string, edition: PowerShellEdition): string | undefined {
  return aliases[edition].get(name.toLowerCase());
}

/** Cmdlets that show a progress bar for each block that they read, which makes Windows PowerShell many times slower. */
const withProgress: ReadonlySet<string> = new Set(['invoke-webrequest', 'invoke-restmethod', 'expand-archive', 'compress-archive']);

/** Whether a command shows a progress bar while it transfers data. */
export function showsProgress(name: string, edition: PowerShellEdition): boolean {
  return withProgress.has((cmdletOfAlias(name, edition) ?? name).toLowerCase());
}
