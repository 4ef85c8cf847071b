/** Optimisers, schedules, the training loop and evaluation. */
package digits.training;
