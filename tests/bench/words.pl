# SPDX-License-Identifier: MIT
use strict;
use warnings;

my %counts;
while (<>) {
    $counts{$_}++ for split;
}
for my $word ((sort { $counts{$b} <=> $counts{$a} } keys %counts)[0 .. 9]) {
    print "$counts{$word} $word\n";
}
