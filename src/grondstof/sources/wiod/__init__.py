"""World Input-Output Database, 2013 release: the shipped year 2011 and the publisher's files."""
