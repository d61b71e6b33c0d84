/**
 * Packages that people install from a repository of their vendor. Once a file has added one, the size that Debian's own package has says
 * nothing about them.
 */
export const hasVendorRepository =
  /^(?:nodejs|npm|yarn|nginx|docker|containerd|postgresql|mysql|mariadb|mongo|redis|php|ruby|r-base|openjdk|temurin|clang|llvm|lld|gcc-|g\+\+-|cmake|git$|golang|python3\.|dotnet|kube|terraform|google|elasticsearch|rabbitmq|erlang|esl-)/;
