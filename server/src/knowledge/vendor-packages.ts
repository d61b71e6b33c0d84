/**
 * Packages that Dockerfiles often install from a vendor's repository. After a file adds a repository, the size of Debian's own package does
 * not apply to them.
 */
export const vendorPackagePattern =
  /^(?:nodejs|npm|yarn|nginx|docker|containerd|postgresql|mysql|mariadb|mongo|redis|php|ruby|r-base|openjdk|temurin|clang|llvm|lld|gcc-|g\+\+-|cmake|git$|golang|python3\.|dotnet|kube|terraform|google|elasticsearch|rabbitmq|erlang|esl-)/;
