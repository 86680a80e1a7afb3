# Sourced by ./mvnw and ./diddo: sets JAVA_HOME to a JDK of 25 or newer, or says what to install.

is_new_enough() {
  [ -x "$1/bin/javac" ] || return 1
  # A JDK says its version in a file, which is quicker to read than to start it and ask.
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  [ "${version:-0}" -ge 25 ]
}

home_of_java_on_path() {
  java=$(command -v java) || return 0
  while [ -L "$java" ]; do
    link=$(readlink "$java")
    case $link in /*) java=$link ;; *) java=$(dirname "$java")/$link ;; esac
  done
  dirname "$(dirname "$java")"
}

find_jdk() {
  mac=$(/usr/libexec/java_home -v 25+ 2>/dev/null || true)
  for home in "${JAVA_HOME:-}" "$(home_of_java_on_path)" /usr/lib/jvm/* /opt/java/* \
      "$mac" "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    if is_new_enough "$home"; then
      JAVA_HOME=$home
      export JAVA_HOME
      return 0
    fi
  done
  echo "Diddo needs a JDK 25 or newer, and found none. Install one, for example Eclipse Temurin 25" >&2
  echo "(https://adoptium.net), or 'sdk install java 25-tem', and set JAVA_HOME if it is in an unusual place." >&2
  return 1
}
