import Foundation

func inputFile(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }
