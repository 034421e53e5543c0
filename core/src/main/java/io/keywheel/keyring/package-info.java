/** The keys that there are: the configured ones, those made through the API and what it changed of either, brought into the pools. */
@NullMarked
package io.keywheel.keyring;

import org.jspecify.annotations.NullMarked;
