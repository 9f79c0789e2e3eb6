package io.github.cdkrouteserver.localaws.iam;

/** Matches text against AWS's wildcards: {@code *} for any run of characters, {@code ?} for exactly one. */
public final class Wildcard {
    private Wildcard() {}

    /**
     * Tells whether the whole text matches the pattern.
     *
     * @param pattern the pattern
     * @param text the text, in which wildcards have no meaning
     * @param ignoreCase whether case is ignored
     * @return whether it matches
     */
    public static boolean matches(String pattern, String text, boolean ignoreCase) {
        int patternAt = 0;
        int textAt = 0;
        int starAt = -1;
        int resumeAt = 0;
        while (textAt < text.length()) {
            if (patternAt < pattern.length() && pattern.charAt(patternAt) == '*') {
                starAt = patternAt++;
                resumeAt = textAt;
            } else if (patternAt < pattern.length()
                    && sameCharacter(pattern.charAt(patternAt), text.charAt(textAt), ignoreCase)) {
                patternAt++;
                textAt++;
            } else if (starAt >= 0) {
                patternAt = starAt + 1;
                textAt = ++resumeAt;
            } else {
                return false;
            }
        }
        while (patternAt < pattern.length() && pattern.charAt(patternAt) == '*') {
            patternAt++;
        }
        return patternAt == pattern.length();
    }

    private static boolean sameCharacter(char pattern, char text, boolean ignoreCase) {
        if (pattern == '?' || pattern == text) {
            return true;
        }
        return ignoreCase && Character.toLowerCase(pattern) == Character.toLowerCase(text);
    }
}
