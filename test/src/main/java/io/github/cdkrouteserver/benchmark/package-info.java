/** Measures start, size, waiting and synthesis beside their peers; see {@link io.github.cdkrouteserver.benchmark.Benchmark}. */
package io.github.cdkrouteserver.benchmark;
