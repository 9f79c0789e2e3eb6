package io.github.cdkrouteserver.localaws.ec2;

import java.util.List;

/**
 * A list in an answer.
 *
 * @param element name of the XML element that wraps the list
 * @param items its items
 * @param nextToken null on the last page
 */
record Page(String element, List<?> items, String nextToken) {}
