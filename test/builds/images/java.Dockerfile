# Stands in for eclipse-temurin:17-jdk: Debian's build of OpenJDK 17.
FROM debian:bookworm-slim
RUN apt-get update \
 && mkdir -p /usr/share/man/man1 \
 && apt-get install -y --no-install-recommends ca-certificates openjdk-17-jdk-headless \
 && rm -rf /var/lib/apt/lists/*
ENV JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64
CMD ["jshell"]
