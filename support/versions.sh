#!/usr/bin/env bash
# Runs the tests of what is synthesized with each supported JDK, Node and CDK that is here, and prints a
# table. JDKs are found as GitHub's runners name them, JAVA_HOME_17_X64 and so on, and as JAVA_HOME; Node comes from npm.
set -euo pipefail
cd "$(dirname "$0")/.."

jdks=(${JDKS:-17 21 25})
nodes=(${NODES:-20 22 24})
cdks=(${CDKS:-lowest newest})
tests='io.github.cdkrouteserver.synth.*Test,io.github.cdkrouteserver.citizen.**.*Test'
logs=target/versions
mkdir -p "$logs"

property() { sed -n "s:.*<$1>\(.*\)</$1>.*:\1:p" pom.xml; }
newest=$(property aws-cdk-lib.version)
lowest=$(property aws-cdk-lib.lowest.version)

major() { "$1/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.specification.version = //p'; }
jdk() {
  local named="JAVA_HOME_$1_X64" home
  for home in "${!named:-}" "${JAVA_HOME:-}" "$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")"; do
    if [ -n "$home" ] && [ "$(major "$home")" = "$1" ]; then
      echo "$home"
      return
    fi
  done
}
node() {
  local folder="$PWD/$logs/node-$1"
  if [ "$(command node -p 'process.versions.node.split(".")[0]')" = "$1" ]; then
    dirname "$(command -v node)"
  elif npm install --silent --no-save --no-package-lock --no-audit --no-fund --prefix "$folder" "node@$1" >&2; then
    echo "$folder/node_modules/node/bin"
  fi
}

# Prints how many tests passed, or why there is no answer.
cell() {
  if [ -z "$2" ]; then
    echo "not run: no JDK $1 here"
    return
  fi
  if [ -z "$4" ]; then
    echo "not run: no Node $3 here"
    return
  fi
  local log="$logs/jdk-$1-node-$3-cdk-${!5}.log" status=0 options=("-Dtest=$tests")
  if [ "$5" = lowest ]; then
    options=(-Plowest-cdk "-Dtest=$tests,!io.github.cdkrouteserver.citizen.newest.*Test")
  fi
  rm -rf test/target/surefire-reports
  JAVA_HOME="$2" PATH="$4:$PATH" mvn -q -B ${MAVEN_ARGS:-} "${options[@]}" -pl test -am verify \
    -Dspotless.check.skip -Dpmd.skip -Dsurefire.failIfNoSpecifiedTests=false >"$log" 2>&1 </dev/null || status=$?
  local counts
  counts=$(cat test/target/surefire-reports/TEST-*.xml 2>/dev/null | grep -o '<testsuite .*' | awk '
    function number(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0 }
    { tests += number("tests"); failed += number("failures") + number("errors") + number("skipped") }
    END { printf "%d of %d", tests - failed, tests }')
  if [ "$status" -eq 0 ]; then echo "passed ($counts)"; else echo "FAILED ($counts), see $log"; fi
}

failed=0
head='| JDK | Node |'
line='|---|---|'
for cdk in "${cdks[@]}"; do
  head+=" aws-cdk-lib ${!cdk} ($cdk) |"
  line+='---|'
done
echo "$head"
echo "$line"
for jdk in "${jdks[@]}"; do
  home=$(jdk "$jdk")
  # So that each JDK compiles what it runs.
  [ -z "$home" ] || JAVA_HOME="$home" mvn -q -B ${MAVEN_ARGS:-} -pl lambda,lib,examples,test clean >/dev/null
  for node in "${nodes[@]}"; do
    bin=$([ -z "$home" ] || node "$node")
    row="| $jdk | $node |"
    for cdk in "${cdks[@]}"; do
      row+=" $(cell "$jdk" "$home" "$node" "$bin" "$cdk") |"
    done
    echo "$row"
    case "$row" in *FAILED*) failed=1 ;; esac
  done
done
exit "$failed"
