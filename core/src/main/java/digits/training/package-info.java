/** Optimisers, schedules, the training loop and its state, evaluation. */
package digits.training;
