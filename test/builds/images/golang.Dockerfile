# Stands in for golang:1.19: Debian's compiler of that version where the official image has its own.
FROM debian:bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates curl gcc git golang-go libc6-dev \
 && rm -rf /var/lib/apt/lists/* \
 && ln -s /usr/lib/go /usr/local/go
ENV GOPATH=/go GOFLAGS=-buildvcs=false GOTOOLCHAIN=local
ENV PATH=/go/bin:/usr/local/go/bin:$PATH
RUN mkdir -p /go/src /go/bin && chmod -R 1777 /go
WORKDIR /go
CMD ["bash"]
