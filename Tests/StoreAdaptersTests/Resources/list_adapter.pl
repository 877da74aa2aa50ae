#!/usr/bin/env perl
# A store adapter for a list in memory, in the fewest lines that the protocol allows.
use strict;
use warnings;
use JSON::PP;

my $json = JSON::PP->new->utf8->canonical;
my (%lists, %stores, %results);
$| = 1;

sub answer {
    my ($request) = @_;
    my $call = $request->{call};
    return {protocol => 1, name => "PerlList"} if $call eq "hello";
    if ($call eq "make_store") {
        $stores{$request->{store}} = $lists{$request->{connection_string}} //= [];
        return {};
    }
    if ($call eq "to_trace") {
        my $found = $results{$request->{result}}[$request->{thunk}] or die "there is no such thunk\n";
        return {trace => $found->{trace}};
    }
    if ($call eq "close") {
        delete $stores{$request->{store}} if defined $request->{store};
        delete $results{$request->{result}} if defined $request->{result};
        return {};
    }
    my $list = $stores{$request->{store}};
    if ($call eq "add") {
        for my $trace (@{$request->{traces}}) {
            next if $trace->{module} eq "" || $trace->{qualname} eq "";
            next if grep { is_local($_) } @$trace{qw(arg_types return_type yield_type)};
            $trace->{arg_types} //= {};
            push @$list, {%$trace, text => $json->encode($trace), trace => $trace};
        }
        return {};
    }
    if ($call eq "list_modules") {
        my %modules = map { $_->{module} => 1 } @$list;
        return {modules => [keys %modules]};
    }
    my ($limit, $prefix, %seen) = ($request->{limit} // 2000, $request->{qualname_prefix} // "");
    die "the limit is negative\n" if $limit < 0;
    my @found = grep {
        $_->{module} eq $request->{module} && index($_->{qualname}, $prefix) == 0 && !$seen{$_->{text}}++
    } reverse @$list;
    splice @found, $limit if @found > $limit;
    $results{$request->{result}} = \@found;
    return {count => scalar @found};
}

# Whether a type of a trace is local to a function, so that nobody could find it again.
sub is_local {
    my ($value) = @_;
    return 0 unless ref $value;
    return scalar grep { is_local($_) } @$value if ref $value eq "ARRAY";
    return 0 unless ref $value eq "HASH";
    my ($qualname) = ($value->{qualname});
    return 1 if defined $qualname && !ref $qualname && $qualname =~ /<locals>/;
    return scalar grep { is_local($_) } values %$value;
}

while (my $line = <STDIN>) {
    my $request = $json->decode($line);
    my $answer = eval { answer($request) } // {error => {kind => "die", text => "$@"}};
    $answer->{id} = $request->{id};
    print $json->encode($answer), "\n";
}
