sheet-service = Service
sheet-act = Act
sheet-regulation = Regulation
sheet-office = Provider
sheet-bytes = { $size } bytes
