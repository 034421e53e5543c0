/** How a provider is reached, and what it means when it is not: shared by the gateway and the probes. */
@NullMarked
package io.keywheel.upstream;

import org.jspecify.annotations.NullMarked;
