// Shared by the tests, with what the package gives to everybody's.
@_exported public import LogbookTesting
