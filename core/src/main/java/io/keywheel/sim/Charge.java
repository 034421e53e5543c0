package io.keywheel.sim;

/** What was taken from an account on admission. */
record Charge(AccountName account, Cost cost, long at) {}
