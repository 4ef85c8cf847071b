/**
 * Our side of the races against other programs, and the peers that are Java. Each is a program of
 * its own that race.py starts.
 */
package digits.benchmarks.race;
