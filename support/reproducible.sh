#!/usr/bin/env bash
# Builds the release twice, from two copies of the last commit in different folders, and compares every published file.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for build in first second; do
  mkdir "$work/$build"
  git archive HEAD | tar -x -C "$work/$build"
  (cd "$work/$build" && mvn -q -B ${MAVEN_ARGS:-} -Prelease -pl lambda,lib -am package -DskipTests)
  (cd "$work/$build" && sha256sum l*/target/*.jar l*/target/bom.json l*/target/consumer-pom.xml | grep -v /jdk-) \
    >"$work/$build.sums"
done

cat "$work/first.sums"
if diff "$work/first.sums" "$work/second.sums" >&2; then
  echo "$(wc -l <"$work/first.sums") files, byte for byte the same in both builds"
else
  echo "the files above differ between two builds of the same commit" >&2
  exit 1
fi
