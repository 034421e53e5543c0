/** The simulated provider behind the demo, over real HTTP on loopback. */
@NullMarked
package io.keywheel.sim;

import org.jspecify.annotations.NullMarked;
