#!/usr/bin/env bash
# Makes the bundle that an upload to Maven Central consists of, without uploading it, and compares what is in it with what
# is to be published: both artifacts, complete, and nothing else. With -Dgpg.keyname=KEY in MAVEN_ARGS it is signed too.
set -euo pipefail
cd "$(dirname "$0")/.."

version=$(sed -n 's:.*<version>\(.*\)</version>.*:\1:p' pom.xml | head -1)
bundle=target/central-publishing/central-bundle.zip
rm -rf target/central-staging target/central-publishing
# Nothing goes into the local repository: there it would stand for a release.
mvn -q -B ${MAVEN_ARGS:-} -Prelease -pl lambda,lib -am deploy -DskipUpload=true -DskipTests -Dmaven.install.skip

expected() {
  local artifact file
  for artifact in route-server-constructs route-server-handler; do
    for file in .jar .pom -cyclonedx.json -javadoc.jar -sources.jar; do
      echo "io/github/cdkrouteserver/$artifact/$version/$artifact-$version$file"
    done
  done
}
files() { jar tf "$bundle" | grep -v '/$' | LC_ALL=C sort; }

files
if ! diff <(expected | LC_ALL=C sort) <(files | grep -Ev '\.(md5|sha1|sha256|sha512|asc)$') >&2; then
  echo "the bundle has not what is to be published: '<' is missing, '>' does not belong there" >&2
  exit 1
fi
if ! jar tf "lib/target/route-server-constructs-$version.jar" | grep -x META-INF/sbom/route-server-handler/bom.json >/dev/null; then
  echo "the constructs' jar lacks the bill of materials of the function inside it" >&2
  exit 1
fi
